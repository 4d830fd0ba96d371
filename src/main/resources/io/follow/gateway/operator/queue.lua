-- Looks at the jobs of a pipeline.
-- KEYS 1 stream of jobs, 2 stream of dead letters
-- ARGV 1 group
-- Answers {jobs, dead letters or -1 when this user may not count them, the server's time in ms, id of the oldest job or '',
-- jobs delivered and not ended, jobs not yet delivered or -1 when the server cannot tell, id of the oldest of the former or
-- ''}.
local now = redis.call('TIME')
local millis = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)

local function letters()
  local count = redis.pcall('XLEN', KEYS[2])
  return type(count) == 'number' and count or -1
end

if redis.call('TYPE', KEYS[1]).ok == 'none' then return {0, letters(), millis, '', 0, 0, ''} end

local function named(flat)
  local out = {}
  for i = 1, #flat, 2 do out[flat[i]] = flat[i + 1] end
  return out
end

local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local length, pending, lag, oldest = redis.call('XLEN', KEYS[1]), 0, -1, ''
for _, row in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group = named(row)
  if group.name == ARGV[1] then
    pending, lag = group.pending, group.lag or -1
    oldest = redis.call('XPENDING', KEYS[1], ARGV[1])[2] or ''
  end
end
return {length, letters(), millis, first and first[1] or '', pending, lag, oldest}
