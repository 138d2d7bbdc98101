await navigator.serviceWorker.register('./worker.js', { type: 'module' });
const { active } = await navigator.serviceWorker.ready;

navigator.serviceWorker.addEventListener('message', ({ data: { names, created, error } }) => {
  document.querySelector('#keys').replaceChildren(...(names ?? []).map(item));
  document.querySelector('#created').value = created ?? '';
  document.querySelector('[role=alert]').textContent = error ?? '';
});
active.postMessage('keys');

function item(name) {
  const item = document.createElement('li');
  item.textContent = name;
  return item;
}
