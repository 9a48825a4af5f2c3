class Shape {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  area() {
    return 0;
  }
}
class Box extends Shape {
  area() {
    return this.x * this.y;
  }
}
class Disc extends Shape {
  area() {
    return this.x * this.x * 3;
  }
}
let sum = 0;
for (let i = 0; i < 5000; i++) {
  const shape = i % 2 ? new Box(i, 2) : new Disc(i, 1);
  sum += shape.area();
}
result(sum);
