-- Ends one entry in a single step: result, dead letter, state hash with its event, acknowledgement, deletion.
-- Every check stands before the first write, because a script is not rolled back.
-- KEYS 1 stream, 2 result stream, 3 dead-letter stream, 4 state hash, 5 hash of notes about entries, of which this
--      one's is removed unless it becomes a dead letter (a key that is not needed repeats KEYS 1)
-- ARGV 1 group, 2 consumer, 3 entry id, 4 delivery count,
--      5 '1' to delete the entry, 6 to 8 number of result, dead-letter and state arguments, 9 life of the hash in ms,
--      10 channel, 11 event, 12 field of the hash that holds the entry id; then the arguments counted in 6 to 8
-- Answers {'SETTLED', result id} or {'LOST'} (another consumer holds the entry) or {'GONE'} (the entry has ended).
local stream, group, consumer, id = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local delete = ARGV[5] == '1'
local first = 13

local function slice(count)
  local out = {}
  for i = first, first + count - 1 do out[#out + 1] = ARGV[i] end
  first = first + count
  return out
end
local result, letter, state = slice(tonumber(ARGV[6])), slice(tonumber(ARGV[7])), slice(tonumber(ARGV[8]))

local commands = {{'XACK', stream, group, '0-1'}}
if delete then commands[#commands + 1] = {'XDEL', stream, '0-1'} end
if #result > 0 then commands[#commands + 1] = {'XADD', KEYS[2], '*', 'a', 'b'} end
if #letter > 0 then commands[#commands + 1] = {'XADD', KEYS[3], '*', 'a', 'b'} end
if #state > 0 then
  commands[#commands + 1] = {'DEL', KEYS[4]}
  commands[#commands + 1] = {'HSET', KEYS[4], 'a', 'b'}
  commands[#commands + 1] = {'PEXPIRE', KEYS[4], '1'}
  if ARGV[10] ~= '' then commands[#commands + 1] = {'PUBLISH', ARGV[10], ''} end
end
for i = 1, #commands do
  if not redis.acl_check_cmd(unpack(commands[i])) then
    return redis.error_reply('NOPERM this user may not ' .. commands[i][1] .. ' ' .. commands[i][2])
  end
end

local entry = redis.call('XRANGE', stream, id, id)
if #entry == 0 then return {'GONE'} end

local pending = redis.pcall('XPENDING', stream, group, id, id, 1)
if pending.err then
  if string.sub(pending.err, 1, 7) ~= 'NOGROUP' then return pending end
  pending = {}
end
if #pending == 1 and pending[1][2] ~= UNHELD then
  if pending[1][2] ~= consumer or pending[1][4] ~= tonumber(ARGV[4]) then return {'LOST'} end
elseif not delete then
  return {'GONE'}
end

local function isStream(key)
  local kind = redis.call('TYPE', key).ok
  return kind == 'stream' or kind == 'none'
end
if #result > 0 and not isStream(KEYS[2]) then return redis.error_reply('WRONGTYPE ' .. KEYS[2] .. ' is not a stream') end
if #letter > 0 and not isStream(KEYS[3]) then return redis.error_reply('WRONGTYPE ' .. KEYS[3] .. ' is not a stream') end

local writeState = false
if #state > 0 then
  local kind = redis.call('TYPE', KEYS[4]).ok
  local holder = kind == 'hash' and redis.call('HGET', KEYS[4], ARGV[12])
  writeState = not (holder and isNewer(holder, id))
end

local resultId = ''
if #result > 0 then resultId = redis.call('XADD', KEYS[2], '*', unpack(result)) end
if #letter > 0 then
  local fields = entry[1][2]
  -- Lua cannot pass more than some 8,000 values to a call; no honest entry comes near.
  if #fields > 7000 then
    while #fields > 7000 do fields[#fields] = nil end
    fields[#fields + 1] = 'dlq_truncated'
    fields[#fields + 1] = 'true'
  end
  for i = 1, #letter do fields[#fields + 1] = letter[i] end
  redis.call('XADD', KEYS[3], '*', unpack(fields))
end
if writeState then
  redis.call('DEL', KEYS[4])
  redis.call('HSET', KEYS[4], unpack(state))
  redis.call('PEXPIRE', KEYS[4], ARGV[9])
end
if #pending == 1 then redis.call('XACK', stream, group, id) end
if delete then redis.call('XDEL', stream, id) end
if #letter == 0 and KEYS[5] ~= stream then redis.pcall('HDEL', KEYS[5], id) end
if writeState and ARGV[10] ~= '' then redis.call('PUBLISH', ARGV[10], ARGV[11]) end
return {'SETTLED', resultId}
