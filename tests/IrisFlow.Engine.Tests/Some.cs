namespace IrisFlow.Engine.Tests;

/// <summary>Small workflows.</summary>
internal static class Some
{
    /// <summary><c>a</c> → <c>b</c> → <c>c</c>.</summary>
    public static Workflow Chain(int value = 1, long by = 1, bool parity = false) => Workflow.Define("chain", flow =>
    {
        var a = flow.Add("a", new Number { Value = value });
        var b = flow.Add("b", new Add { Given = a.Rows, By = by, Parity = parity });
        flow.Add("c", new Add { Given = b.Sum, By = 10 });
    });

    /// <summary><c>a</c>, then <c>b</c> and <c>c</c> beside each other, joined by <c>d</c>, and <c>e</c> alone.</summary>
    public static Workflow Diamond(int value = 1) => Workflow.Define("diamond", flow =>
    {
        var a = flow.Add("a", new Number { Value = value });
        var b = flow.Add("b", new Add { Given = a.Rows, By = 1 });
        var c = flow.Add("c", new Add { Given = a.Rows, By = 2 });
        flow.Add("d", new Join { Left = b.Sum, Right = c.Sum });
        flow.Add("e", new Number { Value = 5 });
    });
}
