import { useEffect, useState, type FormEvent } from "react";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { Eye, EyeOff } from "lucide-react";
import { askDemoUsers, askMe, signIn, type DemoUsers, type Me } from "../client/session.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import { Mark } from "../parts/marks.tsx";
import { Notice } from "../parts/say.tsx";
import { forgetPerson } from "./preferences.ts";

const HOMES: [string, Owner][] = [
  ["Who they are", "crm"],
  ["What was agreed in talks", "crm"],
  ["What they were offered", "crm"],
  ["What was ordered", "erp"],
  ["When it arrives", "erp"],
  ["What they owe", "erp"],
];

export interface SignInProps {
  app: Owner;
  /** Somebody was at work when the session ended: their page waits below. */
  interrupted?: Me;
}

/** Signs in, and keeps the place: whoever was interrupted goes on where they were. */
export function SignIn({ app, interrupted }: SignInProps) {
  const [email, setEmail] = useState(interrupted?.email ?? "");
  const [password, setPassword] = useState("");
  const [running, setRunning] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [demo, setDemo] = useState<DemoUsers>();
  useEffect(() => {
    let here = true;
    void askDemoUsers().then((answer) => here && setDemo(answer));
    return () => {
      here = false;
    };
  }, []);

  const enter = async (as: string, secret: string) => {
    setRunning(true);
    setRefused(undefined);
    const answer = await signIn(as, secret);
    if (!answer.ok) {
      setRunning(false);
      setRefused(answer.message);
      return;
    }
    if (interrupted && interrupted.email !== as) {
      // Somebody else: nothing of the other person may stay on the screen.
      forgetPerson();
      window.location.reload();
      return;
    }
    const session = await askMe();
    setRunning(false);
    if (session.state !== "in") setRefused("You are signed in, but the server does not say who you are. Try again in a moment.");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() === "" || password === "") {
      setRefused("Give your work email and your password.");
      return;
    }
    void enter(email.trim(), password);
  };

  return (
    <main className={`sign${interrupted ? " over" : ""}`} role={interrupted ? "dialog" : undefined} aria-modal={interrupted ? true : undefined} aria-label={interrupted ? "Sign in again" : undefined}>
      <div>
        <form onSubmit={submit} noValidate>
          <div className="brand">
            <span className="glyph">
              <Mark of={app} quiet />
            </span>
            <span>
              Homefield <small>{ownerName(app)}</small>
            </span>
          </div>
          <h1>{interrupted ? "Sign in again" : "Sign in"}</h1>
          {interrupted && !refused && (
            <div style={{ marginBottom: 12 }}>
              <Notice tone="warn">Your session ended. What you were doing is still there.</Notice>
            </div>
          )}
          {refused && (
            <div style={{ marginBottom: 12 }}>
              <Notice tone="bad">{refused}</Notice>
            </div>
          )}
          <TextInput className="field" size="lg" label="Work email" type="email" autoComplete="username" autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <PasswordInput className="field" size="lg" label="Password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} visibilityToggleIcon={({ reveal }) => (reveal ? <EyeOff size={15} strokeWidth={1.6} aria-hidden /> : <Eye size={15} strokeWidth={1.6} aria-hidden />)} visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }} />
          <Button type="submit" variant="filled" size="lg" fullWidth mt={16} loading={running}>
            Sign in
          </Button>
          <div className="row g6 s t3" style={{ marginTop: 20 }}>
            <Mark of="crm" quiet />
            <Mark of="erp" quiet />
            <span>One sign-in for CRM and ERP. What you see in each follows your role.</span>
          </div>
        </form>
      </div>
      <div className="promise">
        <div>
          <h2>Every field has one home</h2>
          <dl className="homes">
            {HOMES.map(([fact, home]) => (
              <div key={fact}>
                <dt>{fact}</dt>
                <dd className="row g6 t2">
                  <Mark of={home} quiet />
                  lives in {ownerName(home)}
                </dd>
              </div>
            ))}
          </dl>
          <p className="s t3" style={{ marginTop: 12 }}>
            The other side points to it, says whose it is and when it was asked. If the owner is silent, you see that, not an old figure.
          </p>
          {demo && demo.users.length > 0 && (
            <section className="demo" aria-label="Demo logins">
              <h3>Demo company: sign in as</h3>
              <ul>
                {demo.users.map((user) => (
                  <li key={user.email}>
                    <button
                      type="button"
                      disabled={running}
                      onClick={() => {
                        setEmail(user.email);
                        if (demo.password) {
                          setPassword(demo.password);
                          void enter(user.email, demo.password);
                        }
                      }}
                    >
                      <span className="m">{user.name}</span>
                      <span className="t3 cut end">{user.role.replaceAll("-", " ")}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </main>
  );
}
