-- Looks at what settling an entry has left of the keys made for it, and removes them.
-- KEYS as for trial_begin.lua; ARGV 1 group, 2 entry id
-- Answers what is not as it should be, in words; nothing when all is well.
local wrong = {}
local function check(holds, words) if not holds then wrong[#wrong + 1] = words end end
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1])
check(#redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2]) == 0, 'the entry was not deleted')
check(not pending.err and pending[1] == 0, 'the entry was not acknowledged')
check(#redis.call('XRANGE', KEYS[2], '-', '+') == 1, 'no result was added')
check(#redis.call('XRANGE', KEYS[3], '-', '+') == 1, 'no dead letter was added')
check(redis.call('HGET', KEYS[4], 'trial') == ARGV[2], 'the state was not written')
redis.call('DEL', unpack(KEYS))
return wrong
