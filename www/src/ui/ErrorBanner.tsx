import { texts } from '../texts';
import { Button } from './Button';
import { codeOf, messageOf } from './errors';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorBanner({ error, onRetry }: Props) {
  const code = codeOf(error);
  return (
    <div className="banner" role="alert">
      <p>
        {messageOf(error)} {code && <code>{code}</code>}
      </p>
      {onRetry && <Button onClick={onRetry}>{texts.page.tryAgain}</Button>}
    </div>
  );
}
