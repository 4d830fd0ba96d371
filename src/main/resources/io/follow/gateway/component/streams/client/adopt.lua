-- Puts down delivered entries that are pending for nobody as pending, so that they are taken over once they have been
-- idle for the claim time. Until then a worker that has one in hand may take it back, or end it.
-- One that was not idle for a moment may have been delivered in what is the future now, because the server's clock was set
-- back: then its idle time would stand still for as long. It begins now instead; where it has just been delivered, that is
-- no change.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 id after which to look ('-' for the first), 4 most entries to look at,
--      5 '1' when an entry lives until it is settled; otherwise one that is pending for nobody has ended, and only pending
--      ones are looked at
-- Answers {id after which the next look goes on, or '-' when this one came to the end, number put down}.
local function beginIdling(pending)
  if pending[3] == 0 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], pending[2], 0, pending[1], 'IDLE', 0, 'JUSTID')
  end
end

local from, limit = ARGV[3], tonumber(ARGV[4])
if from ~= '-' then from = '(' .. from end
if ARGV[5] ~= '1' then
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], from, '+', limit)
  for i = 1, #pending do beginIdling(pending[i]) end
  return {#pending < limit and '-' or pending[#pending][1], 0}
end

local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
local last
for g = 1, #groups do
  local info = {}
  for i = 1, #groups[g], 2 do info[groups[g][i]] = groups[g][i + 1] end
  if info['name'] == ARGV[1] then last = info['last-delivered-id'] end
end
if not last then return redis.error_reply('NOGROUP the consumer group is gone') end

local entries = redis.call('XRANGE', KEYS[1], from, last, 'COUNT', limit)
local found = 0
for i = 1, #entries do
  local id = entries[i][1]
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1)
  if #pending == 0 then
    -- How often it was delivered is not known any more; the take-over counts as the first time.
    redis.call('XCLAIM', KEYS[1], ARGV[1], UNHELD, 0, id, 'RETRYCOUNT', 0, 'FORCE', 'JUSTID')
    found = found + 1
  else
    beginIdling(pending[1])
  end
end
if #entries < limit then return {'-', found} end
return {entries[#entries][1], found}
