import { texts } from '../texts';
import { Button } from './Button';
import { codeOf, detailsOf, messageOf } from './errors';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorBanner({ error, onRetry }: Props) {
  const code = codeOf(error);
  const details = detailsOf(error);
  return (
    <div className="banner" role="alert">
      <div>
        <p>
          {messageOf(error)} {code && <code>{code}</code>}
        </p>
        {details.length > 0 && (
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
      {onRetry && <Button onClick={onRetry}>{texts.page.tryAgain}</Button>}
    </div>
  );
}
