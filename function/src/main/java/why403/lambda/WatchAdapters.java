package why403.lambda;

import why403.account.Account;
import why403.alert.Channel;
import why403.history.Tallies;
import why403.log.LogStore;
import why403.spike.Incidents;

/** The adapters of one invocation of the watch function. */
record WatchAdapters(LogStore store, Tallies tallies, Incidents incidents, Account account, Channel channel) {}
