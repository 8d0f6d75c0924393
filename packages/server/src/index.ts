/** The server: HTTP around the core and the store. */
export { type Application, type AppOptions, createApp } from './app.ts';
export { createLogger, type Logger } from './log.ts';
export { invitationPath, newInvitationSecret } from './people/invitation-secret.ts';
export { invitationEnd } from './people/invitations.ts';
export { consentingPatients } from './registry/making.ts';
export { DEMO_PASSWORD, setDemoPin } from './sign-in/demo-people.ts';
export { folderMailer, type Mailer, smtpMailer } from './sign-in/mailer.ts';
export { hashOfToken, newToken } from './sign-in/principal.ts';
export { addUser } from './sign-in/sign-in.ts';
export { type SingleSignOnProvider, singleSignOnSchema } from './sign-in/single-sign-on.ts';
export { type RunningServer, type ServerOptions, startServer } from './start.ts';
export { demandSafeTransport } from './transport.ts';
