import { expect, it } from "vitest";
import { SignInThrottle } from "./sign-in-throttle.ts";

function clocked() {
  let now = 1_000_000_000;
  const throttle = new SignInThrottle(() => now);
  return { throttle, wait: (seconds: number) => (now += seconds * 1000) };
}
const times = <Result>(count: number, act: (index: number) => Result): Result[] => Array.from({ length: count }, (_, index) => act(index));

it("makes failures on one account from one address wait ever longer, but never for good", () => {
  const { throttle, wait } = clocked();
  times(5, () => throttle.attempt("a@x", "1.1.1.1"));
  expect(() => throttle.attempt("A@x ", "1.1.1.1")).toThrow(/Wait 2 seconds/);
  expect(() => throttle.attempt("a@x", "2.2.2.2")).not.toThrow();
  wait(2);
  throttle.attempt("a@x", "1.1.1.1");
  expect(() => throttle.attempt("a@x", "1.1.1.1")).toThrow(/Wait 4 seconds/);
  times(8, () => {
    wait(60);
    throttle.attempt("a@x", "1.1.1.1");
  });
  expect(() => throttle.attempt("a@x", "1.1.1.1")).toThrow(/Wait 60 seconds/);
  wait(15 * 60);
  expect(() => throttle.attempt("a@x", "1.1.1.1")).not.toThrow();
});

it("counts tries that run at the same time", () => {
  const { throttle } = clocked();
  const refused = times(100, () => {
    try {
      throttle.attempt("a@x", "1.1.1.1");
      return 0;
    } catch {
      return 1;
    }
  }).reduce<number>((sum, one) => sum + one, 0);
  expect(refused).toBe(95);
});

it("slows an address that tries many accounts, and keeps nobody else out", () => {
  const { throttle } = clocked();
  times(50, (index) => throttle.attempt(`user${index}@x`, "1.1.1.1"));
  expect(() => throttle.attempt("next@x", "1.1.1.1")).toThrow(/Wait/);
  expect(() => throttle.attempt("next@x", "2.2.2.2")).not.toThrow();
});

it("forgets failures after a success, and does not hold successes against an office", () => {
  const { throttle } = clocked();
  times(4, () => throttle.attempt("a@x", "1.1.1.1"));
  throttle.attempt("a@x", "1.1.1.1");
  throttle.succeeded("a@x", "1.1.1.1");
  times(5, () => throttle.attempt("a@x", "1.1.1.1"));
  const office = clocked();
  times(200, (index) => {
    office.throttle.attempt(`user${index}@x`, "3.3.3.3");
    office.throttle.succeeded(`user${index}@x`, "3.3.3.3");
  });
  expect(() => office.throttle.attempt("last@x", "3.3.3.3")).not.toThrow();
});
