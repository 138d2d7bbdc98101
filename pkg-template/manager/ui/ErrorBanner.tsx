import { Button } from './Button.js';
import { codeOf, detailsOf, messageOf } from './errors.js';
import { useLabels } from './language.js';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorBanner({ error, onRetry }: Props) {
  const text = useLabels().page;
  const code = codeOf(error);
  const details = detailsOf(error);
  return (
    <div className="apikeys-banner" role="alert">
      <div>
        <p>
          {text.error(error, messageOf(error))} {code && <code>{code}</code>}
        </p>
        {details.length > 0 && (
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
      {onRetry && <Button onClick={onRetry}>{text.tryAgain}</Button>}
    </div>
  );
}
