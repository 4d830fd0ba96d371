-- Moves one dead letter back into the stream of jobs as a new job. Every check stands before the first write, because a
-- script is not rolled back. Whoever comes second finds it gone.
-- KEYS 1 dead-letter stream, 2 stream of jobs, 3 hash of first entries, 4 state hash (repeats KEYS 1 without one),
--      5 hash of sources by entries, 6 another stream that the dead letter may come from (or repeats KEYS 2)
-- ARGV 1 dead-letter id, 2 life of the state hash in ms, 3 channel, 4 event, 5 field of the hash that holds the entry id;
--      then fields and values of the state
-- Answers {'REPLAYED', new id}, {'GONE'}, or the reason why it cannot be replayed.
local letters, jobs, firsts, state, id = KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1]

local entry = redis.call('XRANGE', letters, id, id)
if #entry == 0 then return {'GONE'} end

local function isOfType(key, wanted)
  local kind = redis.call('TYPE', key).ok
  return kind == wanted or kind == 'none'
end
if not isOfType(jobs, 'stream') then return redis.error_reply('WRONGTYPE the key of the jobs is not a stream') end
if not isOfType(firsts, 'hash') then return redis.error_reply('WRONGTYPE the key of first entries is not a hash') end

-- Of a field given twice the last counts: the gateway's own stand behind those of a producer.
local fields, original, stream, former, token, cut = entry[1][2], {}, false, false, false, false
for i = 1, #fields, 2 do
  local name, value = fields[i], fields[i + 1]
  if name == 'first_job_id' and KEYS[6] == jobs then
    -- A replay is a new job; its result must not pass for another one of the first.
  elseif string.sub(name, 1, 4) ~= 'dlq_' then
    original[#original + 1] = name
    original[#original + 1] = value
    token = token or name == 'upload_token'
  elseif name == 'dlq_stream' then
    stream = value
  elseif name == 'dlq_entry_id' then
    former = value
  elseif name == 'dlq_truncated' then
    cut = true
  end
end
if stream ~= jobs and stream ~= KEYS[6] then return {'FOREIGN'} end
if not former or not string.match(former, '^%d+%-%d+$') then return {'UNKNOWN_ENTRY'} end
if cut then return {'TRUNCATED'} end
if #original == 0 then return {'EMPTY'} end
-- Lua cannot pass more than some 8,000 values to a call.
if #original > 7900 then return {'TOO_MANY_FIELDS'} end

local writeState = false
if state ~= letters then
  local holder = redis.call('TYPE', state).ok == 'hash' and redis.call('HGET', state, ARGV[5])
  writeState = not (holder and isNewer(holder, former))
end
local first = redis.call('HGET', firsts, former) or former

local source = redis.call('TYPE', KEYS[5]).ok == 'hash' and redis.call('HGET', KEYS[5], former)

local commands = {{'XADD', jobs, '*', 'a', 'b'}, {'XDEL', letters, id}, {'HDEL', firsts, 'a'}}
if source then
  commands[#commands + 1] = {'HSET', KEYS[5], 'a', 'b'}
  commands[#commands + 1] = {'HDEL', KEYS[5], 'a'}
end
if token then commands[#commands + 1] = {'HSET', firsts, 'a', 'b'} end
if writeState then
  commands[#commands + 1] = {'DEL', state}
  commands[#commands + 1] = {'HSET', state, 'a', 'b'}
  commands[#commands + 1] = {'PEXPIRE', state, '1'}
end
local no = anyRefused(commands)
if no then return no end

local new = redis.call('XADD', jobs, '*', unpack(original))
redis.call('XDEL', letters, id)
redis.call('HDEL', firsts, former)
if source then
  redis.call('HSET', KEYS[5], new, source)
  redis.call('HDEL', KEYS[5], former)
end
-- Only the life of a token is measured from the first entry.
if token then redis.call('HSET', firsts, new, first) end
if writeState then
  redis.call('DEL', state)
  redis.call('HSET', state, unpack(ARGV, 6))
  redis.call('PEXPIRE', state, ARGV[2])
  redis.pcall('PUBLISH', ARGV[3], ARGV[4])
end
return {'REPLAYED', new}
