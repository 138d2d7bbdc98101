import { afterNextRender, Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { APIKeys } from 'apikeys-wasm/inline';
import { show } from './show.js';

@Component({
  selector: 'app-keys',
  template: `
    <ul id="keys"></ul>
    <output id="created"></output>
    <p role="alert"></p>
  `,
})
class Keys {
  constructor() {
    afterNextRender(() => show(APIKeys));
  }
}

bootstrapApplication(Keys);
