-- Ends one entry in a single step: result, dead letter, hash with its message, acknowledgement, deletion. Can deliver
-- the next new entry to the same consumer, as XREADGROUP does: a worker that ends one job after the other is spared a
-- command and its round trip.
-- Every check but one stands before the first write, because a script is not rolled back. The first write is the result, where
-- there is one, so whatever is against that is found out by trying.
-- KEYS 1 stream, 2 result stream, 3 dead-letter stream, 4 hash, 5 index: a hash with values by entry ids, of which this
--      one's is removed unless it becomes a dead letter (a key that is not needed repeats KEYS 1)
-- ARGV 1 group, 2 consumer, 3 entry id, 4 delivery count,
--      5 '1' to delete the entry, 6 '1' to deliver the next one, 7 to 9 number of result, dead-letter and hash
--      arguments, 10 life of the hash in ms, 11 channel, 12 message, 13 field of the hash that holds the entry id; then
--      the arguments counted in 7 to 9
-- Answers {'SETTLED', result id}, with id and fields of the next entry behind it when there is one, or with the id alone
-- when that entry is large: it is pending and has not been delivered yet. Or {'LOST'} (another consumer holds the entry),
-- or {'GONE'} (the entry has ended).
local stream, group, consumer, id = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local delete = ARGV[5] == '1'
local letterAt = 14 + ARGV[7]
local stateAt = letterAt + ARGV[8]
local stop = stateAt + ARGV[9] - 1
local hasResult, hasLetter, hasState = letterAt > 14, stateAt > letterAt, stop >= stateAt

local no = refused('XACK', stream, group, '0-1')
  or delete and refused('XDEL', stream, '0-1')
  or hasLetter and refused('XADD', KEYS[3], '*', 'a', 'b')
  or hasState and (refused('HSET', KEYS[4], 'a', 'b') or refused('PEXPIRE', KEYS[4], '1')
    or ARGV[11] ~= '' and refused('PUBLISH', ARGV[11], ''))
if no then return no end

local pending = redis.pcall('XPENDING', stream, group, id, id, 1)
if pending.err then
  if string.sub(pending.err, 1, 7) ~= 'NOGROUP' then return pending end
  pending = {}
end
local isHeld = #pending == 1 and pending[1][2] ~= UNHELD
if isHeld and (pending[1][2] ~= consumer or pending[1][4] ~= tonumber(ARGV[4])) then return {'LOST'} end

-- Whether the entry is still there its deletion tells as well, at a fraction of the cost. Then the result, which has to be
-- tried before, is taken back where it is not. Nobody sees it in between; before 7.2 a reader that waits for results would
-- be sent an empty answer.
local tells = isHeld and delete and (redis.REDIS_VERSION_NUM or 0) >= 0x00070200
local entry
if not tells or hasLetter or hasResult and refused('XDEL', KEYS[2], '0-1') then
  entry = redis.call('XRANGE', stream, id, id)
  if #entry == 0 or not isHeld and not delete then return {'GONE'} end
end

if hasLetter then
  local kind = redis.call('TYPE', KEYS[3]).ok
  if kind ~= 'stream' and kind ~= 'none' then return redis.error_reply('WRONGTYPE ' .. KEYS[3] .. ' is not a stream') end
end

local writeState, clear = false, false
if hasState then
  local kind = redis.call('TYPE', KEYS[4]).ok
  local holder = kind == 'hash' and redis.call('HGET', KEYS[4], ARGV[13])
  writeState = not (holder and holder ~= id and isNewer(holder, id))
  clear = writeState and kind ~= 'none' and holder ~= id
  no = clear and refused('DEL', KEYS[4])
  if no then return no end
end

local resultId = ''
if hasResult then
  resultId = redis.pcall('XADD', KEYS[2], '*', unpack(ARGV, 14, letterAt - 1))
  if type(resultId) == 'table' then return redis.error_reply(resultId.err .. ' (adding to ' .. KEYS[2] .. ')') end
end
if delete and redis.call('XDEL', stream, id) == 0 and not entry then
  if hasResult then redis.call('XDEL', KEYS[2], resultId) end
  return {'GONE'}
end
if hasLetter then
  local all, fields, bytes = entry[1][2], {}, 0
  for i = 1, #all, 2 do
    bytes = bytes + #all[i] + #all[i + 1]
    -- Lua cannot pass more than some 8,000 values to a call; no honest entry comes near.
    if i > 7000 or bytes > MOST_IN_ONE_ANSWER then
      fields[#fields + 1] = 'dlq_truncated'
      fields[#fields + 1] = 'true'
      break
    end
    fields[#fields + 1] = all[i]
    fields[#fields + 1] = all[i + 1]
  end
  for i = letterAt, stateAt - 1 do fields[#fields + 1] = ARGV[i] end
  redis.call('XADD', KEYS[3], '*', unpack(fields))
end
if writeState then
  if clear then redis.call('DEL', KEYS[4]) end
  redis.call('HSET', KEYS[4], unpack(ARGV, stateAt, stop))
  redis.call('PEXPIRE', KEYS[4], ARGV[10])
end
if #pending == 1 then redis.call('XACK', stream, group, id) end
if not hasLetter and KEYS[5] ~= stream then redis.pcall('HDEL', KEYS[5], id) end
if writeState and ARGV[11] ~= '' then redis.call('PUBLISH', ARGV[11], ARGV[12]) end

if ARGV[6] == '1' then
  -- What keeps it from being read is the reader's to find out: this entry has ended all the same.
  local read = redis.pcall('XREADGROUP', 'GROUP', group, consumer, 'COUNT', '1', 'STREAMS', stream, '>')
  if read and not read.err then
    local next = read[1][2][1]
    if sizeOf(next[2]) <= LARGE then return {'SETTLED', resultId, next[1], next[2]} end
    redis.pcall('XCLAIM', stream, group, consumer, 0, next[1], 'RETRYCOUNT', 0, 'JUSTID')
    return {'SETTLED', resultId, next[1]}
  end
end
return {'SETTLED', resultId}
