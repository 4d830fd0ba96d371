-- Takes over entries that have been left idle, this consumer's own included; each takeover counts as a delivery.
-- An entry whose next delivery is its last may be what kills workers: it is taken alone, when nothing else is in work,
-- so that it takes no neighbour along.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 idle time in ms, 4 cursor ('-' or '(' and an id), 5 most entries,
--      6 most deliveries; then the ids that this consumer has in work
-- Answers the next cursor, 1 when an entry waits to be taken alone, then per entry
-- {id, delivery count, former consumer, fields}. Of a large entry that was delivered often enough only small fields are
-- sent.
local busy = {}
for i = 7, #ARGV do busy[ARGV[i]] = true end
local limit, most = tonumber(ARGV[5]), tonumber(ARGV[6])
local window = limit * 8
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[3], ARGV[4], '+', window)
local taken, cursor, alone, bytes, full = {}, '-', 0, 0, false

local function take(id, owner)
  local claimed = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], id)
  if #claimed == 1 then
    local count, fields = redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1)[1][4], claimed[1][2]
    if count > most and sizeOf(fields) > LARGE then fields = excerptOf(fields) end
    bytes = bytes + sizeOf(fields)
    taken[#taken + 1] = {id, count, owner, fields}
  end
end

-- Whether an entry has to be sent alone.
local function isForItself(id, count)
  if count >= most then return false end
  local entry = redis.call('XRANGE', KEYS[1], id, id)
  return #entry == 1 and sizeOf(entry[1][2]) > LARGE
end

for i = 1, #pending do
  local id, owner, count = pending[i][1], pending[i][2], pending[i][4]
  if not busy[id] then
    if most > 1 and count + 1 == most then
      if #taken == limit then break end
      if #taken == 0 and #ARGV == 6 then
        take(id, owner)
        return {'-', 0, taken}
      end
      alone = 1
    else
      local single = isForItself(id, count)
      full = #taken == limit or bytes > MOST_IN_ONE_ANSWER or single and #taken > 0
      if full then break end
      take(id, owner)
      if single then return {'(' .. id, alone, taken} end
    end
  end
  cursor = '(' .. id
end
if #pending < window and #taken < limit and not full then cursor = '-' end
return {cursor, alone, taken}
