-- Adds an entry again to a server that may have lost it, with all that was written beside it the first time. Where the key
-- of the entry's own is, nothing is done: a replica, like an append-only file, holds a prefix of what was written, so the
-- entry is or has been there. Every check stands before the first write, because a script is not rolled back.
-- KEYS 1 stream, 2 key of the entry's own, 3 state hash, 4 hash of notes about entries, 5 hash of first entries, 6 guard,
--      7 owner of the guard (a key that is not needed repeats KEYS 1)
-- ARGV 1 life of the key in ms, 2 life of the state hash in ms, 3 channel, 4 event, 5 field of the hash that holds the
--      entry id, 6 note, 7 id of the first entry, 8 owner of the guard, 9 life of the guard in s, 10 number of entry
--      arguments; then the entry's and the state's fields and values
-- Answers {id of the entry, 1 when it was added now, else 0}.
local stream, once, state, notes, firsts, guard, owner = unpack(KEYS)
local added = redis.call('GET', once)
if added then return {added, 0} end

local no = wrongType(stream, 'stream')
  or notes ~= stream and wrongType(notes, 'hash')
  or firsts ~= stream and wrongType(firsts, 'hash')
if no then return no end
local commands = {{'XADD', stream, '*', 'a', 'b'}, {'SET', once, 'a', 'PX', '1'}}
if notes ~= stream then commands[#commands + 1] = {'HSET', notes, 'a', 'b'} end
if firsts ~= stream then commands[#commands + 1] = {'HSET', firsts, 'a', 'b'} end
if guard ~= stream then
  commands[#commands + 1] = {'SET', guard, 'a', 'NX', 'EX', '1'}
  commands[#commands + 1] = {'SET', owner, 'a', 'EX', '1'}
end
if state ~= stream then addStateCommands(commands, state, ARGV[3]) end
no = anyRefused(commands)
if no then return no end

local last = 10 + tonumber(ARGV[10])
local id = redis.call('XADD', stream, '*', unpack(ARGV, 11, last))
redis.call('SET', once, id, 'PX', ARGV[1])
if notes ~= stream then redis.call('HSET', notes, id, ARGV[6]) end
if firsts ~= stream then redis.call('HSET', firsts, id, ARGV[7]) end
if guard ~= stream and redis.call('SET', guard, 'claimed', 'NX', 'EX', ARGV[9]) then
  redis.call('SET', owner, ARGV[8], 'EX', ARGV[9])
end
if state ~= stream then writeState(state, {unpack(ARGV, last + 1)}, ARGV[2], ARGV[3], ARGV[4]) end
return {id, 1}
