using IrisFlow.Testing;

namespace IrisFlow.Sqlite.Tests;

public sealed class MemoryRunStoreTests : RunStoreContract
{
    protected override IRunStore Store { get; } = new MemoryRunStore();
}
