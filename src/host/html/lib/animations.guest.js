// Animations are written elsewhere.
module.exports = { internal: { frame() {} } };
