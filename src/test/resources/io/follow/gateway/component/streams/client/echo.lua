if not ARGV[1] then
  return redis.error_reply('ERR nothing to echo')
end
return {KEYS[1], ARGV[1], #ARGV}
