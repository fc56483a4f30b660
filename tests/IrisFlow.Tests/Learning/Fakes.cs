namespace IrisFlow.Tests.Learning;

[Kind("tests.adds")]
public sealed class Adds : Transform
{
    public required string Column { get; init; }

    public double Amount { get; init; } = 1;

    public override Table Apply(Table rows)
    {
        var added = rows.Doubles(Column).ToArray();
        for (var i = 0; i < added.Length; i++)
        {
            added[i] += Amount;
        }

        return rows.With(Column, IrisFlow.Column.Of(added));
    }
}

[Kind("tests.fits-adds")]
public sealed class FitsAdds : Estimator
{
    public required string Column { get; init; }

    public override Transform Fit(Table rows) => new Adds { Column = Column, FittedBy = this };
}

[Kind("tests.constant")]
public sealed class Constant : Predictor
{
    public double[] Shares { get; private set; } = [];

    public static Constant Of(IReadOnlyList<string> classes, params double[] shares) => new() { Features = ["x"], Classes = classes, Shares = shares };

    public override double[][] Probabilities(IReadOnlyList<ReadOnlyMemory<double>> values, int rows) =>
        [.. Shares.Select(share => Enumerable.Repeat(share, rows).ToArray())];

    public override Table ToTable() => Table.Of(("share", Column.Of(Shares)));

    protected internal override void Load(Table table) => Shares = table.Doubles("share").ToArray();
}

[Kind("tests.constant-trainer")]
public sealed class ConstantTrainer : Trainer
{
    public double Weight { get; init; } = 0.5;

    public override Predictor Fit(Examples examples, CancellationToken cancellation = default) =>
        Constant.Of(examples.Classes, [.. examples.Classes.Select(_ => 1.0 / examples.Classes.Count)]);
}
