// The parts of nodemailer that are used. They lie beside the Worker (`besideWorker` in app/local/build.ts): most requests send no mail.
export * as base64 from 'nodemailer/lib/base64';
export { default as MailComposer } from 'nodemailer/lib/mail-composer';
export * as quotedPrintable from 'nodemailer/lib/qp';
export { default as SmtpConnection } from 'nodemailer/lib/smtp-connection';
