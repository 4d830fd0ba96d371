-- Shared by the scripts that add an entry. A key that is not needed repeats that of the stream.
local function wrongType(key, wanted)
  local kind = redis.call('TYPE', key).ok
  if kind == wanted or kind == 'none' then return nil end
  return redis.error_reply('WRONGTYPE ' .. key .. ' is not a ' .. wanted)
end

-- The commands of writeState, for anyRefused.
local function addStateCommands(commands, state, channel)
  commands[#commands + 1] = {'DEL', state}
  commands[#commands + 1] = {'HSET', state, 'a', 'b'}
  commands[#commands + 1] = {'PEXPIRE', state, '1'}
  if channel ~= '' then commands[#commands + 1] = {'PUBLISH', channel, ''} end
end

local function writeState(state, fields, life, channel, event)
  redis.call('DEL', state)
  redis.call('HSET', state, unpack(fields))
  redis.call('PEXPIRE', state, life)
  if channel ~= '' then redis.call('PUBLISH', channel, event) end
end

