int csystem_placeholder;
