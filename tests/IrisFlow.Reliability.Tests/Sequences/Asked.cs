namespace IrisFlow.Reliability.Tests.Sequences;

/// <summary>What a run of the model was asked for. What comes of it is computed here once more, in the plainest way.</summary>
/// <param name="Count">How many numbers.</param>
/// <param name="One">What the first branch adds.</param>
/// <param name="Two">What the second branch adds.</param>
/// <param name="Injected">What is put in the place of the first branch's result; null for nothing.</param>
internal sealed record Asked(int Count, int One, int Two, long? Injected)
{
    /// <summary>The workflow that the model models.</summary>
    public Workflow Flow => Workflow.Define("model", flow =>
    {
        var numbers = flow.Add("numbers", new Faults.Numbers { Count = Count });
        var one = flow.Add("one", new Faults.Add { Given = numbers.Rows, By = One });
        var two = flow.Add("two", new Faults.Add { Given = numbers.Rows, By = Two });
        var both = flow.Add("both", new Faults.Join { Left = one.Sum, Right = two.Sum });
        var sent = flow.Add("sent", new Faults.Send { Given = both.Rows });
        flow.Add("ring", new Faults.Ring { Given = sent.Sent });
    });

    /// <summary>The content of each output of a complete run, by address.</summary>
    public IReadOnlyDictionary<string, Digest> Results()
    {
        var numbers = Enumerable.Range(0, Count).Select(i => (long)i).ToArray();
        var one = Array.ConvertAll(numbers, n => Injected ?? n + One);
        var two = Array.ConvertAll(numbers, n => n + Two);
        long[] both = [.. one.Zip(two, (a, b) => a + b)], rest = [.. one.Zip(two, (a, b) => a - b)];
        return new Dictionary<string, long[]>
        {
            ["numbers.rows"] = numbers,
            ["one.rows"] = one,
            ["two.rows"] = two,
            ["both.rows"] = both,
            ["both.rest"] = rest,
            ["sent.rows"] = both,
        }.ToDictionary(r => r.Key, r => TableDigest.Of(Table.Of(("n", Column.Of(r.Value)))));
    }
}

/// <summary>A run that the model knows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Asked">What it was asked for.</param>
internal sealed record Known(string Id, Asked Asked)
{
    /// <summary>True when all of it is done.</summary>
    public bool IsDone { get; set; }

    /// <summary>False when its request was lost, as an older version did not keep it.</summary>
    public bool CanGoOn { get; set; } = true;

    /// <summary>The steps whose success was told, each with how often its body had run by then. They must never run again in this run.</summary>
    public Dictionary<string, int> Told { get; } = [];
}
