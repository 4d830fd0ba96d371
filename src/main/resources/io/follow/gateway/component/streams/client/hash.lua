-- Writes the hash of an entry that is still being worked on, and publishes it.
-- KEYS 1 stream, 2 hash, 3 index from entry id to hash, by which those are found that outlive their entry
--      (repeats KEYS 1 where nobody looks for them)
-- ARGV 1 group, 2 consumer, 3 entry id, 4 delivery count, 5 life of the hash in ms, 6 channel, 7 message,
--      8 field of the hash that holds the entry id; then fields and values
-- Answers {1} when written, {0} when the entry is not this consumer's any more or the hash is that of a newer entry.
local id = ARGV[3]
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1)
if #pending == 0 or pending[1][2] ~= ARGV[2] or pending[1][4] ~= tonumber(ARGV[4]) then return {0} end

local kind = redis.call('TYPE', KEYS[2]).ok
local holder = kind == 'hash' and redis.call('HGET', KEYS[2], ARGV[8])
if holder and isNewer(holder, id) then return {0} end
if holder ~= id and kind ~= 'none' then redis.call('DEL', KEYS[2]) end

local fields = {}
for i = 9, #ARGV do fields[#fields + 1] = ARGV[i] end
redis.call('HSET', KEYS[2], unpack(fields))
redis.call('PEXPIRE', KEYS[2], ARGV[5])
if KEYS[3] ~= KEYS[1] then redis.pcall('HSET', KEYS[3], id, KEYS[2]) end
if ARGV[6] ~= '' then redis.call('PUBLISH', ARGV[6], ARGV[7]) end
return {1}
