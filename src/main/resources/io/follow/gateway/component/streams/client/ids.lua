-- Shared by scripts that compare entry ids.

-- Compared as text, because the parts of an id may be larger than a Lua number holds exactly.
local function isLarger(a, b)
  if #a ~= #b then return #a > #b end
  return a > b
end

-- Whether entry id a is after entry id b; false when one of them is no entry id.
local function isNewer(a, b)
  local ams, aseq = string.match(a, '^(%d+)-(%d+)$')
  local bms, bseq = string.match(b, '^(%d+)-(%d+)$')
  if not ams or not bms then return false end
  return isLarger(ams, bms) or (ams == bms and isLarger(aseq, bseq))
end
