namespace IrisFlow.Tests.Tables;

/// <summary>Work in which all that would be done on several threads is done on one.</summary>
internal static class OneThread
{
    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1).ConcurrentScheduler);
}
