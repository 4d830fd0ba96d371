-- Adds one entry, with a hash and a value in an index about it in the same step, and does so once per key. Every check
-- stands before the first write, because a script is not rolled back.
-- KEYS 1 stream, 2 key of the entry's own (repeats KEYS 1 without one), 3 hash (the same), 4 index: a hash with values by
--      entry ids (the same)
-- ARGV 1 life of the key in ms, 2 life of the hash in ms, 3 channel, 4 message, 5 field of the hash that holds the
--      entry id, 6 value in the index, 7 number of entry arguments; then the entry's and the hash's fields and values
-- Answers {id of the entry}, also when it was added before.
local stream, once, hash, index = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
if once ~= stream then
  local added = redis.call('GET', once)
  if added then return {added} end
end

local no = wrongType(stream, 'stream') or index ~= stream and wrongType(index, 'hash')
if no then return no end
local commands = {{'XADD', stream, '*', 'a', 'b'}}
if once ~= stream then commands[#commands + 1] = {'SET', once, 'a', 'PX', '1'} end
if index ~= stream then commands[#commands + 1] = {'HSET', index, 'a', 'b'} end
if hash ~= stream then addHashCommands(commands, hash, ARGV[3]) end
no = anyRefused(commands)
if no then return no end

local last = 7 + tonumber(ARGV[7])
local id = redis.call('XADD', stream, '*', unpack(ARGV, 8, last))
if once ~= stream then redis.call('SET', once, id, 'PX', ARGV[1]) end
if index ~= stream then redis.call('HSET', index, id, ARGV[6]) end
if hash ~= stream then writeHash(hash, {unpack(ARGV, last + 1)}, ARGV[2], ARGV[3], ARGV[4]) end
return {id}
