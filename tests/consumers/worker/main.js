const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

worker.addEventListener('message', ({ data: { names, created, error } }) => {
  document.querySelector('#keys').replaceChildren(...(names ?? []).map(item));
  document.querySelector('#created').value = created ?? '';
  document.querySelector('[role=alert]').textContent = error ?? '';
});
worker.postMessage('keys');

function item(name) {
  const item = document.createElement('li');
  item.textContent = name;
  return item;
}
