-- Finds entries that are pending for this consumer although it is not working on them: their reply was lost,
-- or a former process of the same name died.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 most entries, 4 '1' when it counts as a delivery; then the ids in work
-- Answers per entry {id, delivery count, consumer, fields}.
local busy = {}
for i = 5, #ARGV do busy[ARGV[i]] = true end
local limit = tonumber(ARGV[3])
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', limit + #ARGV - 4, ARGV[2])
local found = {}
for i = 1, #pending do
  local id, count = pending[i][1], pending[i][4]
  if not busy[id] and #found < limit then
    local entry = redis.call('XRANGE', KEYS[1], id, id)
    if #entry == 0 then
      redis.call('XACK', KEYS[1], ARGV[1], id)
    elseif ARGV[4] == '1' then
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'RETRYCOUNT', count + 1, 'JUSTID')
      found[#found + 1] = {id, count + 1, ARGV[2], entry[1][2]}
    else
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'JUSTID')
      found[#found + 1] = {id, count, ARGV[2], entry[1][2]}
    end
  end
end
return found
