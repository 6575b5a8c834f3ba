import { notifications } from "@mantine/notifications";
import { Check } from "lucide-react";

/** Good news only, in a few words. Bad news stands where the act was, until it is dealt with. */
export function toast(words: string): void {
  notifications.show({
    message: words,
    icon: <Check size={14} strokeWidth={2} />,
    autoClose: 3500,
    withCloseButton: false,
    withBorder: true,
    className: "toast",
  });
}
