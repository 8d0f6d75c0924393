/** The places of the app and the way between them; each place is loaded when it is first gone to. */
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { SignedInProvider, useMe, useMeQuery } from './api/me.ts';
import { OneClinic } from './shell/clinics.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';
import { LockedScreen, LockedStrip } from './sign-in/locked.tsx';
import { useIdleLock } from './sign-in/screen.ts';
import { Catch } from './ui/catch.tsx';
import { FailedState, LoadingState } from './ui/states.tsx';

const SignIn = lazy(() => import('./sign-in/sign-in.tsx'));
const AccountPage = lazy(() => import('./sign-in/account-page.tsx'));
const PortalDoor = lazy(() => import('./portal/portal-door.tsx'));
const PortalEnter = lazy(() => import('./portal/portal-enter.tsx'));
const Prepare = lazy(() => import('./portal/prepare/prepare.tsx'));
const ScreeningPage = lazy(() => import('./screening/screening-page.tsx'));
const PreparationPage = lazy(() => import('./preparation/preparation-page.tsx'));
const Forms = lazy(() => import('./portal/forms/forms.tsx'));
const Form = lazy(() => import('./portal/forms/form.tsx'));
const Ask = lazy(() => import('./ask/ask.tsx'));
const LinkPage = lazy(() => import('./measures/link-page.tsx'));
const KioskPage = lazy(() => import('./measures/kiosk-page.tsx'));
const MyMeasure = lazy(() => import('./measures/portal-page.tsx'));
const ScalePage = lazy(() => import('./measures/scale-page.tsx'));
const MeasureTexts = lazy(() => import('./measures/texts-page.tsx'));
const Inbox = lazy(() => import('./inbox/inbox.tsx'));
const Portal = lazy(() => import('./portal/portal.tsx'));
const MyMessages = lazy(() => import('./portal/messages/messages.tsx'));
const MyConsents = lazy(() => import('./portal/consents/consents.tsx'));
const MyConsent = lazy(() => import('./portal/consents/consent.tsx'));
const CoursePicture = lazy(() => import('./measures/course-picture.tsx'));
const CourseConsents = lazy(() => import('./consents/course-consents.tsx'));
const ConsentDocuments = lazy(() => import('./consents/documents.tsx'));
const ConsentDocument = lazy(() => import('./consents/document.tsx'));
const CheckIn = lazy(() => import('./portal/integration/check-in.tsx'));
const Journal = lazy(() => import('./portal/integration/journal.tsx'));
const Practices = lazy(() => import('./portal/integration/practices.tsx'));
const Arc = lazy(() => import('./integration/arc.tsx'));
const Today = lazy(() => import('./today/today.tsx'));
const BreakGlassPage = lazy(() => import('./break-glass/break-glass-page.tsx'));
const BrokenGlass = lazy(() => import('./break-glass/broken-glass.tsx'));
const Patients = lazy(() => import('./patient/patients.tsx'));
const Patient = lazy(() => import('./patient/patient.tsx'));
const Visit = lazy(() => import('./visit/visit.tsx'));
const People = lazy(() => import('./people/people.tsx'));
const Person = lazy(() => import('./people/person.tsx'));
const Join = lazy(() => import('./join/join.tsx'));
const Protocols = lazy(() => import('./protocols/protocols.tsx'));
const DraftPage = lazy(() => import('./protocols/editor/draft.tsx'));
const SignPage = lazy(() => import('./protocols/sign.tsx'));
const ProtocolPage = lazy(() => import('./protocols/protocol.tsx'));

const MedicinePlaces = lazy(() => import('./medicine/places.tsx'));
const Tasks = lazy(() => import('./signals/tasks.tsx'));
const OnCall = lazy(() => import('./signals/on-call.tsx'));
const Signals = lazy(() => import('./signals/signals.tsx'));
const MusicPage = lazy(() => import('./music/music-page.tsx'));
const Audit = lazy(() => import('./audit/audit.tsx'));
const Outcomes = lazy(() => import('./outcomes/outcomes-page.tsx'));
const RegistryPage = lazy(() => import('./registry/registry-page.tsx'));
const ImportPage = lazy(() => import('./import/import-page.tsx'));
const OneImport = lazy(() => import('./import/one-import.tsx'));
const Groups = lazy(() => import('./groups/groups.tsx'));
const Group = lazy(() => import('./groups/group.tsx'));
const Notes = lazy(() => import('./notes/notes.tsx'));
const ComeIn = lazy(() => import('./portal/come-in.tsx'));
const Mine = lazy(() => import('./portal/mine.tsx'));
const Outside = lazy(() => import('./portal/outside.tsx'));
const Room = lazy(() => import('./room/room.tsx'));
const SessionRecord = lazy(() => import('./record/record.tsx'));
const MonitoringForm = lazy(() => import('./record/monitoring-form.tsx'));

export function App() {
  return (
    <Catch>
      <Suspense fallback={<LoadingState />}>
        <Switch>
          <Route path="/sign-in" component={SignIn} />
          <Route path="/join" component={Join} />
          <Route path="/come-in" component={ComeIn} />
          <Route path="/mine" component={Mine} />
          <Route path="/outside" component={Outside} />
          <Route path="/portal/sign-in" component={PortalDoor} />
          <Route path="/portal/enter" component={PortalEnter} />
          <Route path="/portal/check-in/:id">{({ id }) => <CheckIn key={id} checkInId={id} />}</Route>
          <Route path="/portal/journal" component={Journal} />
          <Route path="/portal/practices" component={Practices} />
          <Route path="/portal/forms" component={Forms} />
          <Route path="/portal/forms/:id/:part?">{({ id, part }) => <Form key={id} formId={id} partId={part} />}</Route>
          <Route path="/ask/:clinic">{({ clinic }) => <Ask key={clinic} slug={clinic} />}</Route>
          <Route path="/m" component={LinkPage} />
          <Route path="/kiosk/:clinic">{({ clinic }) => <KioskPage key={clinic} clinic={clinic} />}</Route>
          <Route path="/portal/measures/:id">{({ id }) => <MyMeasure key={id} requestId={id} />}</Route>
          <Route path="/portal/messages" component={MyMessages} />
          <Route path="/portal/consents" component={MyConsents} />
          <Route path="/portal/consents/:document">
            {({ document }) => <MyConsent key={document} document={document} />}
          </Route>
          <Route path="/portal" component={Portal} />
          <Route path="/portal/prepare/:course/:section?">
            {({ course, section }) => <Prepare key={course} courseId={course} sectionId={section} />}
          </Route>
          <Route>
            <BehindSignIn />
          </Route>
        </Switch>
      </Suspense>
    </Catch>
  );
}

function BehindSignIn() {
  const me = useMeQuery();
  const [path] = useLocation();
  if (me.isPending) return <LoadingState />;
  if (me.isError) return <FailedState what="Holdspace" error={me.error} retry={() => void me.refetch()} />;
  if (me.data === null) return <Redirect to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return (
    <SignedInProvider value={me.data}>
      <OneClinic me={me.data}>
        <Places />
      </OneClinic>
    </SignedInProvider>
  );
}

/** The places behind the sign-in; on a locked screen, the session room alone. */
function Places() {
  const { screen } = useMe();
  const [path] = useLocation();
  const [inRoom] = useRoute('/sessions/:id');
  useIdleLock();
  if (screen.isLocked && !inRoom)
    return (
      <Shell>
        <LockedScreen />
      </Shell>
    );
  return (
    <Shell>
      {screen.isLocked && <LockedStrip />}
      <Catch key={path}>
        <Suspense fallback={<LoadingState />}>
          <Switch>
            <Route path="/" component={Today} />
            <Route path="/account" component={AccountPage} />
            <Route path="/patients" component={Patients} />
            <Route path="/patients/:id">{({ id }) => <Patient key={id} patientId={id} />}</Route>
            <Route path="/patients/:id/break-glass">{({ id }) => <BreakGlassPage key={id} patientId={id} />}</Route>
            <Route path="/broken-glass" component={BrokenGlass} />
            <Route path="/patients/:id/notes">{({ id }) => <Notes key={id} patientId={id} />}</Route>
            <Route path="/sessions/:id">{({ id }) => <Room key={id} sessionId={id} />}</Route>
            <Route path="/sessions/:id/record">{({ id }) => <SessionRecord key={id} sessionId={id} />}</Route>
            <Route path="/sessions/:id/monitoring-form">{({ id }) => <MonitoringForm key={id} sessionId={id} />}</Route>
            <Route path="/courses/:id/preparation">{({ id }) => <PreparationPage key={id} courseId={id} />}</Route>
            <Route path="/courses/:id/screening">{({ id }) => <ScreeningPage key={id} courseId={id} />}</Route>
            <Route path="/courses/:id/consents">{({ id }) => <CourseConsents key={id} courseId={id} />}</Route>
            <Route path="/consent-documents" component={ConsentDocuments} />
            <Route path="/consent-documents/:document">
              {({ document }) => <ConsentDocument key={document} documentId={document} />}
            </Route>
            <Route path="/patients/:id/course">{({ id }) => <CoursePicture key={id} patientId={id} />}</Route>
            <Route path="/courses/:id/integration">{({ id }) => <Arc key={id} courseId={id} />}</Route>
            <Route path="/measures" component={MeasureTexts} />
            <Route path="/measures/:id">{({ id }) => <ScalePage key={id} requestId={id} />}</Route>
            <Route path="/visits/:id">{({ id }) => <Visit key={id} visitId={id} />}</Route>
            <Route path="/groups" component={Groups} />
            <Route path="/groups/:id">{({ id }) => <Group key={id} groupId={id} />}</Route>
            <Route path="/people" component={People} />
            <Route path="/people/:id">{({ id }) => <Person key={id} personId={id} />}</Route>
            <Route path="/medicine/*?" component={MedicinePlaces} />
            <Route path="/inbox" component={Inbox} />
            <Route path="/tasks" component={Tasks} />
            <Route path="/tasks/on-call" component={OnCall} />
            <Route path="/signals" component={Signals} />
            <Route path="/music" component={MusicPage} />
            <Route path="/audit" component={Audit} />
            <Route path="/outcomes" component={Outcomes} />
            <Route path="/registry" component={RegistryPage} />
            <Route path="/import" component={ImportPage} />
            <Route path="/import/:id">{({ id }) => <OneImport key={id} importId={id} />}</Route>
            <Route path="/protocols" component={Protocols} />
            <Route path="/protocols/drafts/:id">{({ id }) => <DraftPage key={id} draftId={id} />}</Route>
            <Route path="/protocols/:id/sign/:version">
              {({ id, version }) => <SignPage key={`${id} ${version}`} protocolId={id} version={version} />}
            </Route>
            <Route path="/protocols/:id">{({ id }) => <ProtocolPage key={id} protocolId={id} />}</Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Catch>
    </Shell>
  );
}
