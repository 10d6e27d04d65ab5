int csandbox_placeholder;
