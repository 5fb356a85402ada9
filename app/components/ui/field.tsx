import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';

/** The errors of one field, as form validation gives them: a message, or several. */
export type FieldError = string | string[] | null | undefined;

interface FieldProps {
  name: string;
  label: ReactNode;
  /** By default the name; the error summary links to it. */
  id?: string;
  hint?: ReactNode;
  error?: FieldError;
  className?: string;
}

function firstMessage(error: FieldError): string | undefined {
  return (Array.isArray(error) ? error[0] : error) || undefined;
}

function describe({ id, hint, error }: { id: string; hint?: ReactNode; error?: FieldError }) {
  const message = firstMessage(error);
  const describedBy = [hint ? `${id}-hint` : '', message ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': message ? true : undefined,
  };
}

/**
 * The messages about a field, below it; nothing where there are none.
 * @param id  of the field, which names this as its description
 */
export function FieldMessage({ id, error, className = '' }: { id: string; error: FieldError; className?: string }) {
  const message = firstMessage(error);
  if (!message) return null;
  return (
    <p id={`${id}-error`} className={`flex items-center gap-1.5 text-danger-ink ${className}`.trimEnd()}>
      <Icon name="circle-exclamation-point" className="icon size-4" />
      {message}
    </p>
  );
}

function Field({
  id,
  label,
  hint,
  error,
  required,
  className,
  children,
}: Omit<FieldProps, 'name'> & { id: string; required?: boolean; children: ReactNode }) {
  return (
    <div className={`flex flex-col gap-1.5${className ? ` ${className}` : ''}`}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {required === false && <span className="text-xs text-muted">Optional</span>}
      </div>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      <FieldMessage id={id} error={error} />
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'className'>;

/** A line of text: also email addresses, numbers and dates, by `type`. `required={false}` shows "Optional". */
export function TextField({
  name,
  label,
  id = name,
  hint,
  error,
  className,
  type = 'text',
  ...input
}: FieldProps & InputProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error} required={input.required} className={className}>
      <input {...input} {...describe({ id, hint, error })} name={name} type={type} className="control" />
    </Field>
  );
}

/** A password; say in `autoComplete` whether it is the current one or a new one. */
export function PasswordField({
  autoComplete,
  ...field
}: FieldProps & Omit<InputProps, 'type' | 'autoComplete'> & { autoComplete: 'current-password' | 'new-password' }) {
  return <TextField autoCapitalize="none" spellCheck={false} {...field} type="password" autoComplete={autoComplete} />;
}

/** One of a few values. Without `options`, the children are the options. */
export function SelectField({
  name,
  label,
  id = name,
  hint,
  error,
  className,
  options,
  children,
  ...select
}: FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id' | 'className'> & {
    options?: readonly { value: string; label: string }[];
  }) {
  return (
    <Field id={id} label={label} hint={hint} error={error} required={select.required} className={className}>
      <select {...select} {...describe({ id, hint, error })} name={name} className="control">
        {options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
    </Field>
  );
}

/**
 * The values of a table of labels, as the options of a field.
 * @param all  label of the empty option before them, where there is one
 */
export function optionsOf(labels: Readonly<Record<string, string>>, all?: string) {
  const options = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return all === undefined ? options : [{ value: '', label: all }, ...options];
}

/** Several lines of text. `required={false}` shows "Optional". */
export function TextareaField({
  name,
  label,
  id = name,
  hint,
  error,
  className,
  rows = 4,
  ...textarea
}: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id' | 'className'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error} required={textarea.required} className={className}>
      <textarea
        {...textarea}
        {...describe({ id, hint, error })}
        name={name}
        rows={rows}
        className="control h-auto py-2"
      />
    </Field>
  );
}

/** A checkbox: a property that is true or false. Unchecked, it sends nothing. */
export function CheckboxField({
  name,
  label,
  id = name,
  hint,
  error,
  className,
  ...input
}: FieldProps & Omit<InputProps, 'type'>) {
  return (
    <div className={className}>
      <div className="flex items-start gap-2.5">
        <input {...input} {...describe({ id, hint, error })} type="checkbox" name={name} className="check mt-0.5" />
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="ml-7 text-xs text-muted">
          {hint}
        </p>
      )}
      <FieldMessage id={id} error={error} className="ml-7" />
    </div>
  );
}
