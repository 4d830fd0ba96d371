-- Adds an entry again to a server that may have lost it, with all that was written beside it the first time. Where the key
-- of the entry's own is, nothing is done: a replica, like an append-only file, holds a prefix of what was written, so the
-- entry is or has been there. Every check stands before the first write, because a script is not rolled back.
-- KEYS 1 stream, 2 key of the entry's own, 3 hash, 4 index: a hash with values by entry ids, 5 index of original ids,
--      6 lock, 7 owner of the lock (a key that is not needed repeats KEYS 1)
-- ARGV 1 life of the key in ms, 2 life of the hash in ms, 3 channel, 4 message, 5 field of the hash that holds the
--      entry id, 6 value in the index, 7 original id, 8 owner of the lock, 9 life of the lock in s, 10 number of entry
--      arguments; then the entry's and the hash's fields and values
-- Answers {id of the entry, 1 when it was added now, else 0}.
local stream, once, hash, index, originals, lock, owner = unpack(KEYS)
local added = redis.call('GET', once)
if added then return {added, 0} end

local no = wrongType(stream, 'stream')
  or index ~= stream and wrongType(index, 'hash')
  or originals ~= stream and wrongType(originals, 'hash')
if no then return no end
local commands = {{'XADD', stream, '*', 'a', 'b'}, {'SET', once, 'a', 'PX', '1'}}
if index ~= stream then commands[#commands + 1] = {'HSET', index, 'a', 'b'} end
if originals ~= stream then commands[#commands + 1] = {'HSET', originals, 'a', 'b'} end
if lock ~= stream then
  commands[#commands + 1] = {'SET', lock, 'a', 'NX', 'EX', '1'}
  commands[#commands + 1] = {'SET', owner, 'a', 'EX', '1'}
end
if hash ~= stream then addHashCommands(commands, hash, ARGV[3]) end
no = anyRefused(commands)
if no then return no end

local last = 10 + tonumber(ARGV[10])
local id = redis.call('XADD', stream, '*', unpack(ARGV, 11, last))
redis.call('SET', once, id, 'PX', ARGV[1])
if index ~= stream then redis.call('HSET', index, id, ARGV[6]) end
if originals ~= stream then redis.call('HSET', originals, id, ARGV[7]) end
if lock ~= stream and redis.call('SET', lock, 'claimed', 'NX', 'EX', ARGV[9]) then
  redis.call('SET', owner, ARGV[8], 'EX', ARGV[9])
end
if hash ~= stream then writeHash(hash, {unpack(ARGV, last + 1)}, ARGV[2], ARGV[3], ARGV[4]) end
return {id, 1}
