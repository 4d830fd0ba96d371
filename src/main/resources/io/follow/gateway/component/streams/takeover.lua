-- Takes over entries that have been left idle, this consumer's own included; each takeover counts as a delivery.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 idle time in ms, 4 cursor ('-' or '(' and an id), 5 most entries;
--      then the ids that this consumer has in work
-- Answers the next cursor, then per entry {id, delivery count, former consumer, fields}.
local busy = {}
for i = 6, #ARGV do busy[ARGV[i]] = true end
local limit = tonumber(ARGV[5])
local window = limit * 8
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[3], ARGV[4], '+', window)
local taken, cursor = {}, '-'
for i = 1, #pending do
  local id, owner = pending[i][1], pending[i][2]
  if not busy[id] then
    if #taken == limit then break end
    local claimed = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], id)
    if #claimed == 1 then
      local now = redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1)
      taken[#taken + 1] = {id, now[1][4], owner, claimed[1][2]}
    end
  end
  cursor = '(' .. id
end
if #pending < window and #taken < limit then cursor = '-' end
return {cursor, taken}
