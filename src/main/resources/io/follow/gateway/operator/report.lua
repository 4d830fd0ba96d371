-- Looks at one stream, its groups and their consumers.
-- KEYS 1 stream
-- Answers {length, the server's time in ms, groups}; a group is {name, pending, entries not yet delivered or -1 when the
-- server cannot tell, id of the oldest pending entry or '', consumers}; a consumer is {name, pending, idle ms}.
local now = redis.call('TIME')
local millis = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
if redis.call('TYPE', KEYS[1]).ok == 'none' then return {0, millis, {}} end

local function named(flat)
  local out = {}
  for i = 1, #flat, 2 do out[flat[i]] = flat[i + 1] end
  return out
end

local length, groups = redis.call('XLEN', KEYS[1]), {}
for _, row in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group, consumers = named(row), {}
  for _, one in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], group.name)) do
    local consumer = named(one)
    consumers[#consumers + 1] = {consumer.name, consumer.pending, consumer.idle}
  end
  local oldest = redis.call('XPENDING', KEYS[1], group.name)[2] or ''
  groups[#groups + 1] = {group.name, group.pending, group.lag or -1, oldest, consumers}
end
return {length, millis, groups}
