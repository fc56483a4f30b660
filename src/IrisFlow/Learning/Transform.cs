namespace IrisFlow;

/// <summary>A preparation of rows before it has seen any: a feature selection, a scaling. Its <c>init</c> properties are its parameters.</summary>
/// <remarks>Cross-validation fits it again inside each fold, so that nothing leaks from the held-out rows.</remarks>
public abstract class Estimator
{
    /// <summary>Learns the preparation from rows.</summary>
    public abstract Transform Fit(Table rows);
}

/// <summary>A fitted preparation of rows. Its <c>init</c> properties are all it learned; they travel as JSON with the table it made.</summary>
/// <remarks>The subclass carries <c>[Kind]</c> and a constructor without parameters.</remarks>
public abstract class Transform
{
    /// <summary>How to fit it again on other rows; null when there is nothing to fit, and the transform itself is used again.</summary>
    public Estimator? FittedBy { get; init; }

    /// <summary>Prepares rows; columns that it knows nothing of pass through.</summary>
    public abstract Table Apply(Table rows);
}
