import { listAndCreate } from './keys.js';

show('#popup', await listAndCreate('Made in the popup'));
show('#background', await chrome.runtime.sendMessage('list and create'));

function show(section, { names, created, error }) {
  const element = document.querySelector(section);
  element.querySelector('ul').replaceChildren(...names.map(item));
  element.querySelector('output').value = created ?? '';
  element.querySelector('[role=alert]').textContent = error ?? '';
}

function item(name) {
  const item = document.createElement('li');
  item.textContent = name;
  return item;
}
