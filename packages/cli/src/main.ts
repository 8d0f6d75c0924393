/** The `holdspace` command. Exit codes: 0 done, 1 a problem was found or it cannot be done, 2 wrongly used. */
import { ROLES, TOKEN_SCOPES } from '@holdspace/care';
import { Command, CommanderError } from 'commander';
import { checkpoint, verify } from './commands/audit.ts';
import { runDemo } from './commands/demo.ts';
import { exportRecords } from './commands/export.ts';
import { rotateKeys } from './commands/keys.ts';
import { showMail } from './commands/mail.ts';
import { addPerson, endPerson, invitePerson } from './commands/people.ts';
import { addClinic, checkProtocol, migrateDatabase, replaySession } from './commands/records.ts';
import { start } from './commands/start.ts';
import { makeToken } from './commands/tokens.ts';
import { CannotError, UsageError } from './settings.ts';

function program(isJson: boolean): Command {
  const root = new Command('holdspace')
    // Who asked for JSON gets what went wrong as JSON too, from `run`.
    .configureOutput(isJson ? { writeErr: () => undefined } : {})
    .description(
      'Runs a licensed ketamine clinic: infusions and ketamine-assisted psychotherapy, each under its own protocol.',
    )
    .addHelpText(
      'after',
      '\nSettings: PORT, HOST, HOLDSPACE_DATA, DATABASE_URL, HOLDSPACE_SECRET, HOLDSPACE_ROOT_KEYS, HOLDSPACE_CHECKPOINT_KEY, TLS_CERT, TLS_KEY, BEHIND_TLS_PROXY, LOG_LEVEL, and for signing in HOLDSPACE_URL, HOLDSPACE_LOCK_MINUTES, HOLDSPACE_SIGNING, HOLDSPACE_SSO_FILE, HOLDSPACE_SMTP_URL, HOLDSPACE_MAIL_FROM. Exit codes: 0 done, 1 a problem, 2 wrong use.',
    );
  const command = (parent: Command, name: string, description: string) =>
    parent
      .command(name)
      .description(description)
      .option('--data <folder>', 'the data folder (default: HOLDSPACE_DATA or ./.holdspace)')
      .option('--json', 'answer as JSON');

  command(root, 'start', 'start the server, and PostgreSQL where DATABASE_URL names none')
    .option('--demo', 'run the demo; refused on a database that holds a real clinic')
    .option('--demo-if-empty', 'run the demo where there is no real clinic')
    .option('--port <number>', 'the port (default: PORT or 4380)')
    .option('--host <address>', 'the address to listen on (default: HOST or this machine only)')
    .action(start);
  command(root, 'migrate', 'bring the database to the present shape').action(migrateDatabase);
  command(root, 'demo', 'make the demo’s clinics; with --live, play a session on the running demo')
    .option('--live', 'play a session, reading by reading')
    .option('--speed <times>', 'with --live: so many times faster than life', '60')
    .option('--protocol <id>', 'with --live: the id of a shipped protocol', 'infusion-iv')
    .option('--seed <number>', 'with --live: what the vital signs are drawn from', '1')
    .option('--url <address>', 'with --live: where the server is (default: this machine at PORT or 4380)')
    .action(runDemo);
  command(root, 'mail', 'show the e-mails that the demo would have sent').action(showMail);
  command(root, 'token', 'make an API token for a person')
    .requiredOption('--user <email>', 'whose token')
    .option('--clinic <slug>', 'at which clinic, where they work at several')
    .option('--label <words>', 'what it is for', 'made at the command line')
    .option('--scope <scope...>', `what it may do of what they may: ${Object.keys(TOKEN_SCOPES).join(', ')}`, [
      'everything',
    ])
    .option('--days <number>', 'how long it is valid', '30')
    .option('--expires <day>', 'its last day, instead of --days; a year from now at the latest')
    .action(makeToken);
  const people = root.command('people').description('who works at a clinic');
  for (const [name, description, action] of [
    ['add', 'add a person with a password of our making', addPerson],
    ['invite', 'make an invitation, and print its link', invitePerson],
  ] as const)
    command(people, name, description)
      .requiredOption('--name <name>', 'their name, as it stands on records')
      .requiredOption('--email <email>', 'their e-mail')
      .requiredOption('--role <role...>', `their roles: ${ROLES.join(', ')}`)
      .option('--clinic <slug>', 'at which clinic, where there are several')
      .action(action);
  command(people, 'end', 'end a person’s work at a clinic, at once on every server')
    .requiredOption('--email <email>', 'their e-mail')
    .requiredOption('--because <words>', 'why')
    .option('--clinic <slug>', 'at which clinic, where they work at several')
    .action(endPerson);
  const clinic = root.command('clinic').description('clinics of this installation');
  command(clinic, 'add', 'open a clinic with the shipped protocols and its first person')
    .requiredOption('--slug <address>', 'its address, such as harbor.example')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--zone <zone>', 'its time zone')
    .requiredOption('--person <name>', 'the first person')
    .requiredOption('--email <email>', 'their e-mail')
    .option('--role <role>', 'their role', 'medical_director')
    .action(addClinic);
  const protocol = root.command('protocol').description('protocol documents');
  command(protocol, 'check', 'check a protocol document, and say what it may be called')
    .argument('<file>', 'a JSON file')
    .action(checkProtocol);
  const session = root.command('session').description('dosing sessions');
  command(session, 'replay', 'fold a session’s log and print its chart')
    .argument('<id>', 'the session’s id')
    .option('--clinic <slug>', 'look in this clinic only')
    .action(replaySession);
  const keys = root.command('keys').description('the keys under which identities and notes are sealed');
  command(keys, 'rotate', 'replace the data keys while the clinics work; run again, finishes what was cut off')
    .option('--root', 'replace the root key instead: wrap every data key with a new one')
    .action(rotateKeys);
  command(
    root,
    'verify',
    'walk every hash chain, of sessions and of the audit, and name the first row that does not fit',
  )
    .option('--checkpoint <file>', 'hold the audit against a checkpoint that was kept elsewhere')
    .action(verify);
  command(root, 'export', 'write a clinic’s records in columns, by pseudonym, with a data dictionary')
    .requiredOption('--into <folder>', 'a folder that is not there yet, or is empty')
    .option('--format <format>', 'parquet, csv or ndjson', 'parquet')
    .option('--clinic <slug>', 'of which clinic, where there are several')
    .option('--deidentified', 'only of patients who consent to research, without what tells who somebody is')
    .option('--dates <dates>', 'de-identified, as days (from the patient’s own first dose) or shifted', 'days')
    .action(exportRecords);
  command(root, 'checkpoint', 'sign where the audit stands, for a file that is kept elsewhere')
    .requiredOption('--out <file>', 'where to write it')
    .option('--clinic <slug>', 'of this clinic only')
    .action(checkpoint);
  return root;
}

/** Settings on the way down: the parser ends by throwing, not by ending the process, so that codes are ours. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}

/** Runs the command line; sets the exit code. */
export async function run(args: readonly string[]): Promise<void> {
  const isJson = args.includes('--json');
  const root = program(isJson);
  throwInsteadOfExit(root);
  try {
    await root.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const kind = kindOf(error);
    process.exitCode = kind === 'use' ? 2 : 1;
    if (isJson) console.error(JSON.stringify({ error: { kind, message: wordsOf(error), ...causeOf(error, kind) } }));
    else if (kind === 'fault') console.error(error);
    // The parser has said its own already.
    else if (!(error instanceof CommanderError)) console.error(wordsOf(error));
  }
}

/** What went wrong: how it was called, what cannot be done and why, or something that nobody foresaw. */
type Kind = 'use' | 'problem' | 'fault';
function kindOf(error: unknown): Kind {
  if (error instanceof CommanderError || error instanceof UsageError) return 'use';
  return error instanceof CannotError ? 'problem' : 'fault';
}
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^error: /, '');
/** Of what nobody foresaw, where it came from, for whoever mends it. */
const causeOf = (error: unknown, kind: Kind) =>
  kind === 'fault' && error instanceof Error ? { stack: error.stack } : {};
