-- Finds entries that are pending for this consumer although it is not working on them, because the reply that brought
-- them was lost. They do not count as delivered again, unless they are large: the reply may have been lost for their size.
-- Those that are idle for longer are left to be taken over.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 idle time in ms, 4 most entries, 5 most deliveries; then the ids that this
--      consumer knows
-- Answers {1 when more should be asked for at once, per entry {id, delivery count, consumer, fields}}. Of a large entry
-- that was delivered often enough only small fields are sent.
local known = {}
for i = 6, #ARGV do known[ARGV[i]] = true end
local limit, most = tonumber(ARGV[4]), tonumber(ARGV[5])
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', limit + #ARGV - 5, ARGV[2])
local found, bytes, more, large = {}, 0, 0, nil

local function give(id, count, fields)
  found[#found + 1] = {id, count, ARGV[2], fields}
  bytes = bytes + sizeOf(fields)
end

for i = 1, #pending do
  local id, idle, count = pending[i][1], pending[i][3], pending[i][4]
  if not known[id] and idle < tonumber(ARGV[3]) then
    local entry = redis.call('XRANGE', KEYS[1], id, id)
    if #entry == 0 then
      redis.call('XACK', KEYS[1], ARGV[1], id)
    elseif #found == limit or bytes > MOST_IN_ONE_ANSWER then
      more = 1
      break
    elseif sizeOf(entry[1][2]) <= LARGE then
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'JUSTID')
      give(id, count, entry[1][2])
    elseif count >= most then
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'RETRYCOUNT', most + 1, 'JUSTID')
      give(id, most + 1, excerptOf(entry[1][2]))
    elseif large then
      more = 1
    elseif most == 1 or count + 1 < most or #ARGV == 5 then
      -- Its last delivery is for a time at which nothing else is in work.
      large = id
    end
  end
end
if large and #found > 0 then
  more = 1
elseif large then
  local claimed = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, large)
  local now = redis.call('XPENDING', KEYS[1], ARGV[1], large, large, 1)
  give(large, now[1][4], claimed[1][2])
end
return {more, found}
