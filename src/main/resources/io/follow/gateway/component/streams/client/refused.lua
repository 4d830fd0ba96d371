-- Shared by scripts that would leave half of their work undone for want of a permission. They ask before the first write.
local function refused(command, key, ...)
  if redis.acl_check_cmd(command, key, ...) then return nil end
  return redis.error_reply('NOPERM this user may not ' .. command .. ' ' .. key)
end

local function anyRefused(commands)
  for i = 1, #commands do
    local no = refused(unpack(commands[i]))
    if no then return no end
  end
end

