-- Shared by the scripts that add an entry. A key that is not needed repeats that of the stream.
local function wrongType(key, wanted)
  local kind = redis.call('TYPE', key).ok
  if kind == wanted or kind == 'none' then return nil end
  return redis.error_reply('WRONGTYPE ' .. key .. ' is not a ' .. wanted)
end

-- The commands of writeHash, for anyRefused.
local function addHashCommands(commands, hash, channel)
  commands[#commands + 1] = {'DEL', hash}
  commands[#commands + 1] = {'HSET', hash, 'a', 'b'}
  commands[#commands + 1] = {'PEXPIRE', hash, '1'}
  if channel ~= '' then commands[#commands + 1] = {'PUBLISH', channel, ''} end
end

local function writeHash(hash, fields, life, channel, event)
  redis.call('DEL', hash)
  redis.call('HSET', hash, unpack(fields))
  redis.call('PEXPIRE', hash, life)
  if channel ~= '' then redis.call('PUBLISH', channel, event) end
end

