namespace IrisFlow.Sqlite.Tests;

public abstract partial class RunStoreContract
{
    [Fact]
    public void All_objects_are_told_by_digest()
    {
        var objects = new[] { Content, Other }.OrderBy(d => d.Hex, StringComparer.Ordinal).Select(d => new StoredObject(d, $"{d.Short}.parquet", 10, "hash", 7, 3, "[]")).ToList();
        Store.Write(w => objects.AsEnumerable().Reverse().ToList().ForEach(w.SaveObject));

        Assert.Equal(objects, Store.Objects());
    }

    [Fact]
    public void The_uses_of_a_content_are_the_outputs_that_have_it_newest_run_first()
    {
        Begin("1");
        Begin("2");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a"), cache: false);
            w.EndStep("2", 1, Done("b") with { State = StepState.Injected, Outputs = [new("rows", "table", Content, 1) { Origin = "own.csv" }, new("more", "table", Other, 1)] }, cache: false);
        });

        var uses = Store.Uses(new HashSet<Digest> { Content });

        Assert.Equal([("2", "b", "rows", "own.csv"), ("1", "a", "rows", null)], uses.Select(u => (u.Run, u.Step, u.Output.Port, u.Output.Origin)));
        Assert.Empty(Store.Uses(new HashSet<Digest>()));
    }
}
