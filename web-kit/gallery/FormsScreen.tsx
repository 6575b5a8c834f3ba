import { useState } from "react";
import {
  Button, CheckField, DateField, Dialog, FieldRow, FigureField, Form, Page, SearchField, SegmentedControl, SelectField, SwitchField, TextAreaField, TextField, useFields, type FilterOption, type UserError,
} from "../src/index.ts";
import { places } from "./invented.ts";

const find = async (text: string) => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return places(25).filter((place) => place.name.toLowerCase().includes(text.toLowerCase())).map((place) => ({ value: place.id, label: place.name, hint: place.keeper }));
};

export function FormsScreen() {
  const fields = useFields({ name: "", email: "ines@", amount: "1250.5", due: "", kind: "A", note: "", keep: true, quiet: false, place: undefined as FilterOption | undefined });
  const [errors, setErrors] = useState<UserError[]>([
    { code: "TAKEN", message: "This email belongs to Søren Dahl. Use another, or open his record.", path: ["input", "email"] },
    { code: "CLOSED", message: "October is closed. Choose a later day, or ask a controller to reopen it.", path: ["input", "due"] },
    { code: "STALE_VERSION", message: "Somebody changed this meanwhile. Load it again, then repeat your change.", path: [] },
  ]);
  const [open, setOpen] = useState(false);
  return (
    <Page title="Forms" acts={<Button onClick={() => setOpen(true)}>In a dialog</Button>}>
      <div className="samples scrolls">
        <section className="sample">
          <Form act={{ running: false, userErrors: errors }} submit="Create" why={fields.values.name === "" ? "Give it a name first." : undefined} onSubmit={() => setErrors([])} onCancel={() => fields.reset()}>
            <FieldRow>
              <TextField label="Name" required {...fields.bind("name")} placeholder="As people say it" />
              <TextField label="Email" type="email" {...fields.bind("email")} />
            </FieldRow>
            <FieldRow>
              <FigureField label="Amount" currency="EUR" {...fields.bind("amount")} />
              <DateField label="Due" {...fields.bind("due")} hint="18 nov, 18.11. or from the calendar" />
            </FieldRow>
            <FieldRow>
              <SelectField label="Kind" options={["A", "B", "C"].map((value) => ({ value, label: `Kind ${value}` }))} {...fields.bind("kind")} />
              <SearchField label="Place" search={find} {...fields.bind("place")} placeholder="Search" />
            </FieldRow>
            <TextAreaField label="Note" {...fields.bind("note")} />
            <CheckField label="Keep a copy" {...fields.bind("keep")} />
            <SwitchField label="Quietly" {...fields.bind("quiet")} />
          </Form>
        </section>
        <section className="sample stack">
          <TextField label="Read only" value="Cannot be changed" onChange={() => undefined} disabled />
          <div className="row wrap"><Button>Default</Button><Button variant="filled">Filled</Button><Button variant="filled" disabled>Off</Button><Button variant="subtle">Subtle</Button><Button variant="light">Light</Button><Button variant="filled" color="red">Red</Button><Button loading>Busy</Button></div>
          <SegmentedControl data={["Compact", "Regular", "Relaxed"]} />
        </section>
      </div>
      <Dialog opened={open} onClose={() => setOpen(false)} title="New place">
        <Form act={{ running: false, userErrors: [] }} submit="Create" onSubmit={() => setOpen(false)} onCancel={() => setOpen(false)}>
          <TextField label="Name" required {...fields.bind("name")} autoFocus />
          <DateField label="Due" {...fields.bind("due")} />
        </Form>
      </Dialog>
    </Page>
  );
}
