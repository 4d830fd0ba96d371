-- Finds entries that are pending for this consumer although it is not working on them, because the reply that brought
-- them was lost. They do not count as delivered again. Those that are idle for longer are left to be taken over.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 idle time in ms, 4 most entries; then the ids that this consumer knows
-- Answers per entry {id, delivery count, consumer, fields}.
local known = {}
for i = 5, #ARGV do known[ARGV[i]] = true end
local limit = tonumber(ARGV[4])
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', limit + #ARGV - 4, ARGV[2])
local found = {}
for i = 1, #pending do
  local id, idle, count = pending[i][1], pending[i][3], pending[i][4]
  if not known[id] and #found < limit and idle < tonumber(ARGV[3]) then
    local entry = redis.call('XRANGE', KEYS[1], id, id)
    if #entry == 0 then
      redis.call('XACK', KEYS[1], ARGV[1], id)
    else
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'JUSTID')
      found[#found + 1] = {id, count, ARGV[2], entry[1][2]}
    end
  end
end
return found
