import { Keys } from './keys';

export default function Page() {
  return <Keys />;
}
