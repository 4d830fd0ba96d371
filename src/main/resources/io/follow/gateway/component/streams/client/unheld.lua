-- Shared by scripts that care about entries which lost their consumer. Such an entry is put down as pending for this name,
-- which no consumer has: until it is taken over it counts as pending for nobody.
local UNHELD = '(unheld)'
