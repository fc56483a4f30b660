using IrisFlow.Engine.Run;
using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests.Run;

public class SharedCommitTests
{
    [Fact(Timeout = 60_000)]
    public async Task Commits_that_wait_for_the_disk_go_together_into_one_transaction()
    {
        var (outcome, transactions) = await CommitAsync(["one", "two", "three"]);

        Assert.All(outcome.Values, Assert.Null);
        Assert.Equal(2, transactions);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_commit_that_is_refused_takes_no_other_along()
    {
        var (outcome, _) = await CommitAsync(["one", "lost", "two"]);

        Assert.IsType<FencedException>(outcome["lost"]);
        Assert.Null(outcome["one"]);
        Assert.Null(outcome["two"]);
    }

    /// <summary>Commits one thing, and others while the first is held up; then looks that what was told is what is on record.</summary>
    private static async Task<(Dictionary<string, Exception?> Outcome, int Transactions)> CommitAsync(string[] names)
    {
        using var hold = new ManualResetEventSlim();
        var transactions = 0;
        var calls = new WatchedCalls
        {
            Before = (method, _) =>
            {
                if (method == nameof(IRunStore.Write) && Interlocked.Increment(ref transactions) == 1)
                {
                    hold.Wait();
                }
            },
        };
        using var bench = new Bench(around: store => WatchedRunStore.Around(store, calls));
        var commits = new SharedCommits(bench.Store, bench.Engine.Checkpoints);
        var outcome = new Dictionary<string, Exception?>();
        void Commit(string name)
        {
            var problem = Record.Exception(() => commits.Commit([], null, writer =>
            {
                writer.Remember(new(name, 1, 1, ""));
                _ = name == "lost" ? throw new FencedException(name) : 0;
            }));
            lock (outcome)
            {
                outcome[name] = problem;
            }
        }

        // Threads, because they say when they wait.
        var threads = names.Prepend("first").Select(name => new Thread(() => Commit(name))).ToList();
        threads.ForEach(thread =>
        {
            thread.Start();
            SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        });
        hold.Set();
        await Task.Run(() => threads.ForEach(t => t.Join()));
        Assert.All(outcome, o => Assert.Equal(o.Value is null, bench.Store.FindSource(o.Key) is not null));
        return (outcome, transactions);
    }
}
