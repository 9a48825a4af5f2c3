/** The developer's page: the panel in a frame, with pickers for what an editor would decide. */

const WIDTHS = [280, 380, 560, 1000];
const HEIGHTS = [600, 760, 820, 1000];

export function pickerPage(themes, notices) {
  const options = (values) => values.map((value) => `<option>${value}</option>`).join('');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Loopscope panel</title>
<style>
  body { font: 13px sans-serif; background: #777; margin: 12px; }
  form { display: flex; gap: 12px; margin-bottom: 12px; }
  iframe { border: 0; display: block; background: #000; resize: both; overflow: auto; }
</style></head><body>
<form>
  <label>Theme <select id="theme">${options(themes)}</select></label>
  <label>Width <select id="width">${options(WIDTHS)}</select></label>
  <label>Height <select id="height">${options(HEIGHTS)}</select></label>
  <label>Notice <select id="notice"><option></option>${options(notices)}</select></label>
  <label>Step <input id="step" size="6" value="0"></label>
</form>
<iframe title="Panel"></iframe>
<script>
  const field = (id) => document.getElementById(id);
  const frame = document.querySelector('iframe');
  const names = ['theme', 'width', 'height', 'notice', 'step'];
  const given = new URLSearchParams(location.hash.slice(1));
  field('width').value = '560';
  field('height').value = '820';
  for (const name of names) if (given.has(name)) field(name).value = given.get(name);
  const show = () => {
    location.hash = names.map((name) => name + '=' + field(name).value).join('&');
    Object.assign(frame.style, { width: field('width').value + 'px', height: field('height').value + 'px' });
    const src = '/?' + ['theme', 'notice', 'step'].map((name) => name + '=' + field(name).value).join('&');
    if (frame.getAttribute('src') !== src) frame.src = src;
  };
  document.querySelector('form').addEventListener('change', show);
  document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  show();
</script></body></html>`;
}
