import type { ButtonHTMLAttributes, ReactNode } from 'react';

/** A page has one `primary` button, for its main action; `danger` is for acts that cannot be undone. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
}

const variants = {
  primary: 'button button-primary',
  secondary: 'button button-secondary',
  quiet: 'button button-quiet',
  danger: 'button button-danger',
} satisfies Record<ButtonVariant, string>;
const sizes = { small: ' button-small', medium: '', large: ' button-large' } satisfies Record<ButtonSize, string>;

/** The class of something that looks like a button. */
export function buttonClass({ variant = 'secondary', size = 'medium', className }: Look): string {
  return `${variants[variant]}${sizes[size]}${className ? ` ${className}` : ''}`;
}

/** Sends its form, unless `type` says otherwise. */
export function Button({ variant, size, className, ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="submit" {...rest} className={buttonClass({ variant, size, className })} />;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  href,
  children,
  rel,
  ...look
}: Look & { href: string; children: ReactNode; rel?: string }) {
  return (
    <a href={href} rel={rel} className={buttonClass(look)}>
      {children}
    </a>
  );
}
