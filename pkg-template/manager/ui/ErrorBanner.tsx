import { Button } from './Button.js';
import { codeOf, errorTexts } from './errors.js';
import { useLabels } from './language.js';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorBanner({ error, onRetry }: Props) {
  const labels = useLabels();
  const code = codeOf(error);
  const [message, ...details] = errorTexts(error, labels);
  return (
    <div className="apikeys-banner" role="alert">
      <div>
        <p>
          {message} {code && <code>{code}</code>}
        </p>
        {details.length > 0 && (
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
      {onRetry && <Button onClick={onRetry}>{labels.page.tryAgain}</Button>}
    </div>
  );
}
